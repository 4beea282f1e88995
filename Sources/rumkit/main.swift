print("rumkit")
